"""Names in running text: where they stand, and whom they mean in their document.

Start reading at `finder.Finder.find`. It cuts a text into runs of capitalized words (`tokenize`),
whose names `runs.RunResolver` finds by key (`tagging`, `dictionary`, `inflected`) and by fuzzy
look-ups (`prefilter`, `multiword`); `caseless` does the same for scripts without capitals. Each is
a `spans.NameSpan`, which `document.Document` then resolves by the `context` of the others.
`rewrite` writes what was found in its canonical spelling.
"""
