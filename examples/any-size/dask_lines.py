"""Score a folder of JSON lines into another with Dask: python dask_lines.py people results."""

import sys

import dask.bag
from dask.distributed import Client

from rolefit import load_catalog, score_lines

if __name__ == "__main__":
    source, target = sys.argv[1:]
    with Client() as client:
        catalog = client.scatter(load_catalog(), broadcast=True)
        people = dask.bag.read_text(f"{source}/*", errors="surrogateescape")
        people.map_partitions(score_lines, catalog).to_textfiles(f"{target}/*.jsonl")
