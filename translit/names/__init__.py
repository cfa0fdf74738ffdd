"""What a name is made of: its parts with their roles, and the language data that they are read by.

Knows one name at a time and the lexicon; no entities, no table. Start reading at
`parts.parse_name`, then `roles` (a part) and `lexicon` (the data).
"""
