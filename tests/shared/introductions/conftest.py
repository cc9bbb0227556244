from tests.shared.inquiries.conftest import brief, clean_desk, inquiry, queued, staff, trail

__all__ = ["brief", "clean_desk", "inquiry", "queued", "staff", "trail"]
