"""What was agreed to be done: actions with an owner, a date and what came of them."""
