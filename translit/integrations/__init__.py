"""Columns of other libraries: Arrow, pandas, polars, DuckDB, Spark, and spaCy's documents.

Start reading with `arrow.AnswerCache`, on which all but spaCy are built. Each module imports its
library and says which extra to install where that is missing. Doors: they use what
`import translit` offers and nothing else, as code of a user does.
"""
