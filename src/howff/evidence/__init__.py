"""What people said: passages with source, attribution and consent, and where they are used."""
