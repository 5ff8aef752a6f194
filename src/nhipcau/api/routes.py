"""The JSON API, version 1: fields are added, never changed."""

from ninja import NinjaAPI

api = NinjaAPI(title="Nhịp Cầu", version="1", urls_namespace="api", docs_url=None, openapi_url="openapi.json")
