"""How long a shared cache may keep what it got from us; a page is the same for everybody."""

from __future__ import annotations

from django.views.decorators.cache import cache_control

for_five_minutes = cache_control(public=True, max_age=300, stale_while_revalidate=3600)
for_a_day = cache_control(public=True, max_age=86_400)
for_nobody = cache_control(no_store=True)
