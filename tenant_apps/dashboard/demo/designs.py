"""A design of the demo, from the first sketch to the client's yes, by the same steps as in life."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from tenant_apps.clients.models import Client
from tenant_apps.dashboard.demo.commissions import Piece
from tenant_apps.library import operations as library
from tenant_apps.library.enums import FileKind
from tenant_apps.library.models import Design, DesignVersion, File
from tenant_apps.portal.models import Access
from tenant_apps.portal.operations import doors, work
from tenant_apps.team.models import Member


class Sitting:
    """One client's designs being made by one member."""

    def __init__(self, client: Client, member: Member, pictures: dict[str, Path]) -> None:
        self.client, self.member, self.pictures = client, member, pictures
        self.access: Access | None = None

    def invite(self, email: str) -> None:
        self.access = doors.invite_client(self.client, email=email, by=self.member)

    def show(self, piece: Piece) -> None:
        """Make a design with its files, publish its versions, let both sides speak."""
        design = library.create_design(self.client, title=piece.title, description=piece.description, by=self.member)
        files = {slug: self.upload(design, slug, FileKind.IMAGE) for slug in piece.pictures}
        for slug in piece.documents:
            self.upload(design, slug, FileKind.DOCUMENT)
        version = None
        for title, notes, shown in piece.versions:
            chosen = [files[slug].pk for slug in shown]
            version = library.publish_version(design, title=title, notes=notes, file_ids=chosen, by=self.member)
        if self.access and version:
            self.talk(piece, design, version, self.access)

    def upload(self, design: Design, slug: str, kind: FileKind) -> File:
        path = self.pictures[slug]
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
        library.ingest_file(file_id=str(file.pk))
        return file

    def talk(self, piece: Piece, design: Design, version: DesignVersion, access: Access) -> None:
        if piece.client_says:
            work.write_comment(design, text=piece.client_says, version=version, by=access)
        if piece.house_says:
            work.reply(design, text=piece.house_says, by=self.member)
        if piece.is_approved:
            shown = work.statement_hash(work.statement_of(version))
            work.approve_version(version, shown=shown, by=access)
