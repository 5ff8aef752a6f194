from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "nhipcau.documents"
    label = "documents"

    def ready(self) -> None:
        """Name the index for searching and the jobs that come back."""
        from nhipcau import guards, jobs
        from nhipcau.documents.search_index import SearchIndex

        guards.register(SearchIndex())
        jobs.schedule("clear-quarantine", "nhipcau.documents.jobs.clear_quarantine", "10 1 * * *")
        jobs.schedule("read-what-stands-still", "nhipcau.documents.jobs.read_what_stands_still", "*/30 * * * *")
