"""Bounds on what is read, so that one bad input cannot exhaust the machine.

Calibrated on news archives: the longest honest article seen is near 400 kB of HTML text,
and JSON Lines dumps of articles compress five- to fifteenfold.
"""

from __future__ import annotations

# Bytes of one page: a file, a WARC payload, a feed.
MAX_PAGE = 20 * 1024 * 1024
# Bytes of one line of JSON Lines or CSV.
MAX_LINE = 10 * 1024 * 1024
# Bytes of a JSON file that holds many rows, which must be parsed whole.
MAX_JSON = 64 * 1024 * 1024
# A compressed file that unpacks to more than this many times its size is a bomb, once it
# has given FREE_UNPACKED bytes.
MAX_RATIO = 200
FREE_UNPACKED = 64 * 1024 * 1024
# Folders within folders.
MAX_DEPTH = 64
# Characters that decide the language and whether bytes are text.
SAMPLE = 2_000
# A page whose sample has more control characters than this is binary.
MAX_CONTROL_SHARE = 0.02
