"""The findings as a paper: what a review's appendix needs, as HTML or Word.

:mod:`.build` makes the paper, :mod:`.document` is what it is made of, :mod:`.html` and
:mod:`.word` write it; :mod:`govgraph.present.roles` takes the names out.
"""
