"""Where the marks of a picture stand: figures in, plain shapes out; templates draw them.

Places along a picture are parts of its width ("37.5%"), so that it fits any screen and its words
keep their size; heights are in pixels.
"""
