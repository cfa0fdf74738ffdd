"""The HTML page that shows the names in texts and why each means whom it means.

Start reading with `page.page`. `fragments` turns one `Match` into HTML; every text from outside
goes through `fragments.safe`. The room knows `model` and `results` only: a page is made of answers,
and loads nothing.
"""
