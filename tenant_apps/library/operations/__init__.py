"""What is done to designs, their files and versions."""

from tenant_apps.library.operations.designs import (
    DesignArchived,
    DesignChanged,
    DesignFields,
    archive_design,
    create_design,
    edit_design,
    restore_design,
)
from tenant_apps.library.operations.files import (
    FileInVersion,
    FileNotAccepted,
    TooManyUploads,
    Upload,
    UploadNotArrived,
    complete_upload,
    erase_file,
    remove_file,
    request_upload,
    upload_directly,
)
from tenant_apps.library.operations.ingest import ingest_file
from tenant_apps.library.operations.serving import (
    FileNotReady,
    Served,
    open_download,
    open_rendition,
)
from tenant_apps.library.operations.sweep import sweep_unattached
from tenant_apps.library.operations.versions import (
    NotAPictureOfThisDesign,
    VersionWithoutPictures,
    approve_version,
    publish_version,
)

__all__ = [
    "DesignArchived",
    "DesignChanged",
    "DesignFields",
    "FileInVersion",
    "FileNotAccepted",
    "FileNotReady",
    "NotAPictureOfThisDesign",
    "Served",
    "TooManyUploads",
    "Upload",
    "UploadNotArrived",
    "VersionWithoutPictures",
    "approve_version",
    "archive_design",
    "complete_upload",
    "create_design",
    "edit_design",
    "erase_file",
    "ingest_file",
    "open_download",
    "open_rendition",
    "publish_version",
    "remove_file",
    "request_upload",
    "restore_design",
    "sweep_unattached",
    "upload_directly",
]
