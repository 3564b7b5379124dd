"""Themes, opinion groups, coding: the machine suggests, people decide."""
