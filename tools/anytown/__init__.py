"""Makes ``seed/anytown/``: an illustrative English city, all of it made up.

Nobody in it exists and nothing in it happened. It is there because the public documents that
the other bundled areas come from record no attendance, and because a finding can only be
checked against a dataset of which every finding is known beforehand.

- :mod:`tools.anytown.city` declares organisations and bodies with their seats, remits, rules
  and links;
- :mod:`tools.anytown.register` declares who missed what and makes the meetings and the register;
- :mod:`tools.anytown.planted` lists every finding that was planted, and every other one that
  follows from how the city is built;
- :mod:`tools.anytown.tables` writes it all as tables, the same to the byte each time.

Run ``python -m tools.anytown`` in the top folder of the repository.
"""
