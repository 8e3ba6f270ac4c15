"""Times one library reading one CSV file and prints {wall, cpu, rss} as JSON. Usage: read-csv.py LIBRARY FILE"""

import json
import resource
import sys
import time

library, path = sys.argv[1:3]
if library == "pandas":
    from pandas import __version__, read_csv
elif library == "pyarrow":
    from pyarrow import __version__
    from pyarrow.csv import read_csv
else:
    from polars import __version__, read_csv

used = time.process_time()
started = time.perf_counter()
table = read_csv(path)
print(json.dumps({
    "version": __version__,
    "wall": time.perf_counter() - started,
    "cpu": time.process_time() - used,
    "rss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
