from django.apps import AppConfig


class StockConfig(AppConfig):
    name = "tests.benchmarks.stock"
