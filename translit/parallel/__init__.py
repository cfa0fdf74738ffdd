"""Work shared by processes, and the progress bar of all that takes long.

Start reading with `pool.worker_pool`: a pipe for each process, chunks handed out one at a time.
`batch.answer_all` has each distinct name answered once by it; `progress.progress_bar` is the one
bar of `normalize_many`, `cluster`, files and texts. The room knows `errors`, `model` and `results`,
and nothing of how a name is answered.
"""
