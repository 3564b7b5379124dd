"""What people do to prepare a workshop, to write down what it agrees, and to end it."""
