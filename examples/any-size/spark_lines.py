"""Score a folder of JSON lines into another with Spark: spark-submit spark_lines.py people results."""

import sys

from pyspark.sql import SparkSession

from rolefit import load_catalog, score_lines

source, target = sys.argv[1:]
spark = SparkSession.builder.getOrCreate()
catalog = spark.sparkContext.broadcast(load_catalog())
people = spark.sparkContext.textFile(source)
people.mapPartitions(lambda lines: score_lines(lines, catalog.value)).saveAsTextFile(target)
