"""Score a folder of CSV into a folder of Parquet with Spark: spark-submit spark_batches.py people results."""

import sys

from pyspark.sql import SparkSession

from rolefit import load_catalog
from rolefit.arrow import score_batches, scored_schema

source, target = sys.argv[1:]
spark = SparkSession.builder.getOrCreate()
catalog = spark.sparkContext.broadcast(load_catalog())
people = spark.read.csv(source, header=True, escape='"', multiLine=True)
columns = scored_schema(people.limit(0).toArrow().schema, catalog.value)
rows = people.mapInArrow(
    lambda batches: score_batches(batches, catalog.value), spark.createDataFrame(columns.empty_table()).schema
)
rows.write.parquet(target)
