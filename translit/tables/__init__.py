"""What people write: tables in YAML, CSV and published lists, read, checked and made to entities.

It knows the model and the language of names, and nothing of the index. Every mistake is reported
with path, line and remedy before anything is compiled. Start reading from `sources.read_folder`.
"""
