"""Simulated phones: people who join a conversation over its public interface, and answer."""

from howff.website.simulate.crowd import main

__all__ = ["main"]
