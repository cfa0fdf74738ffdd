"""Files and frames of rows, read: of names to answer, and of tables that list whom names mean.

Start reading with `reading`: chunks of rows, each malformed one rejected with its line. `formats`
detects how a file is written. It knows errors, and nothing of names.
"""
