"""The compiled table: entities, keys, tokens and postings in columns of one memory-mapped file.

It knows names and their parts (`names`), and nothing of how likely a candidate is (`pairs`,
`resolve`). `build` compiles entities, `store` writes and opens files, `segments` adds and removes.
Start reading from `table.Table`, the look-ups, then `index.Index`, which answers them.
"""
