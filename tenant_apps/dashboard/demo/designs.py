"""A design of the demo, from the first sketch to the client's yes, by the same steps as in life."""

from __future__ import annotations

import mimetypes
import time
from pathlib import Path

from tenant_apps.clients.models import Client
from tenant_apps.dashboard.demo.commissions import Piece
from tenant_apps.library import operations as library
from tenant_apps.library.enums import FileKind, FileState
from tenant_apps.library.models import Design, DesignVersion, File
from tenant_apps.portal.models import Access, Comment
from tenant_apps.portal.operations import doors, work
from tenant_apps.team.models import Member

PATIENCE = 1200


class Sitting:
    """One client's designs being made by one member."""

    def __init__(self, client: Client, member: Member, pictures: dict[str, Path]) -> None:
        self.client, self.member, self.pictures = client, member, pictures
        self.access: Access | None = None

    def invite(self, email: str) -> None:
        self.access = doors.invite_client(self.client, email=email, by=self.member)

    def show(self, piece: Piece) -> None:
        """Make a design with its files, publish its versions, let both sides speak."""
        design = Design.objects.filter(client=self.client, title=piece.title).first()
        design = design or library.create_design(
            self.client, title=piece.title, description=piece.description, by=self.member
        )
        files = {slug: self.upload(design, slug, FileKind.IMAGE) for slug in piece.pictures}
        for slug in piece.documents:
            self.upload(design, slug, FileKind.DOCUMENT)
        version = design.versions.order_by("-number").first()
        for title, notes, shown in piece.versions[version.number if version else 0 :]:
            chosen = [files[slug].pk for slug in shown]
            version = library.publish_version(design, title=title, notes=notes, file_ids=chosen, by=self.member)
        if self.access and version:
            self.talk(piece, design, version, self.access)

    def upload(self, design: Design, slug: str, kind: FileKind) -> File:
        path = self.pictures[slug]
        if known := File.objects.filter(design=design, name=path.name).first():
            return checked(known)
        content_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        with path.open("rb") as content:
            file = library.upload_directly(
                design,
                content,
                name=path.name,
                size=path.stat().st_size,
                content_type=content_type,
                kind=kind,
                by=self.member,
            )
        return checked(file)

    def talk(self, piece: Piece, design: Design, version: DesignVersion, access: Access) -> None:
        if Comment.objects.filter(design=design).exists():
            return
        if piece.client_says:
            work.write_comment(design, text=piece.client_says, version=version, by=access)
        if piece.house_says:
            work.reply(design, text=piece.house_says, by=self.member)
        if piece.is_approved:
            shown = work.statement_hash(work.statement_of(version))
            work.approve_version(version, shown=shown, by=access)


def checked(file: File) -> File:
    """Return a file once it is checked: by the worker, or here where no worker has begun."""
    file.refresh_from_db()
    if file.state == FileState.UPLOADED:
        library.ingest_file(file.pk)
    for _ in range(PATIENCE):
        file.refresh_from_db()
        if not file.is_working:
            return file
        time.sleep(0.1)
    raise TimeoutError(f"{file} is still being checked")
