"""Lists that others publish (sanctions, registers, gazetteers), read as they are published, each
name with the list and the record that it is from.

Start reading at `lists.read_list`. One file a format; each yields a `draft.Draft` for a record and
says which records it cannot read.
"""
