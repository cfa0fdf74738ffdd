"""Files of rows in, the same rows with their answers out: CSV, TSV, JSON lines, Parquet.

Start reading with `run.normalize_file`: `job` says what is to be done and opens the input,
the room `rows` detects how it is written and yields chunks of rows, `answers` has their names
answered, `writing` encodes them, `checkpoint` keeps what an interrupted run needs to resume,
`summary` counts. A door: it knows `Normalizer` and its answers, nothing of how they are found; only
`parquet` imports pyarrow.
"""
