"""Pictures of counts and means: a Vega-Lite chart as SVG or PNG.

Charts hold numbers and the labels that editors wrote, never what participants wrote, so that
keeping a drawn chart keeps nobody's words.
"""

from howff.reports.rendering.charts.drawing import dots, png, specification, svg

__all__ = ["dots", "png", "specification", "svg"]
