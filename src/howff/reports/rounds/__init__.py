"""A round told in a report: plain values in, parts of a document or files out; no database."""
