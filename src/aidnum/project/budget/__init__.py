"""A budget as people have it, understood: costs, resources, and all that could not be read.

Grids (or the rows of a YAML file) are parted into sides, the rows of a side become entries under the header above them, and
entries become cost lines and funders, with their totals checked. No row is dropped: each is read, set aside with why, or told
as unread with how to say it.
"""
