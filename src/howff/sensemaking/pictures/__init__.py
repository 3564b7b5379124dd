"""Where the marks of a picture stand: findings in, plain shapes out; templates draw them."""
