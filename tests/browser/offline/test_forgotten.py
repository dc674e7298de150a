"""The offline cache, and nothing else, is deleted when a reader turns storage off."""

from playwright.sync_api import Page

from tests.browser.actions import forget
from tests.browser.offline.conftest import (
    JOB,
    MODULE,
    Host,
    count_workers,
    delete_all,
    visit,
    wait_until,
)
from tests.browser.test_weight import NO_OFFLINE


def test_two_sites_on_one_origin_do_not_interfere(
    page: Page, host: Host, words: dict[str, str]
) -> None:
    visit(page, host, words)
    page.evaluate(
        "() => caches.open('/repository/below/ kept').then((it) => it.put('/x', new Response('')))"
    )
    page.goto(f"{host.address}yours/")
    delete_all(page, words)
    wait_until(page, "async () => (await caches.keys()).length === 1")
    assert page.evaluate("() => caches.keys()") == ["/repository/below/ kept"]
    assert count_workers(page) == 0


def test_nothing_is_cached_for_a_reader_on_a_shared_device(
    page: Page, host: Host, words: dict[str, str]
) -> None:
    visit(page, host, words)
    forget(page, words)
    wait_until(page, "async () => (await caches.keys()).length === 0")
    page.clock.install()
    page.goto(f"{host.address}{JOB}/{MODULE}/")
    page.clock.run_for(10_000)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("() => caches.keys()") == []
    assert count_workers(page) == 0


def test_declining_storage_during_a_copy_deletes_the_copy(
    page: Page, host: Host, words: dict[str, str]
) -> None:
    page.goto(f"{host.address}{JOB}/")
    host.server.delay_s = 0.1
    wait_until(page, "async () => (await caches.keys()).length > 0")
    forget(page, words)
    context = page.context
    page.close()
    host.server.delay_s = 0
    page = context.new_page()
    page.goto(f"{host.address}help/")
    wait_until(page, "async () => !(await navigator.serviceWorker.getRegistration())")
    assert page.evaluate("() => caches.keys()") == []


def test_worker_of_a_parent_site_remains(page: Page, host: Host, words: dict[str, str]) -> None:
    # This site has no worker, so the page gets that of the parent site.
    page.route("**/offline/register.mjs", lambda route: route.fulfill(**NO_OFFLINE))
    page.goto(f"{host.address}yours/")
    page.evaluate("() => navigator.serviceWorker.register('/repository/worker.js', {scope: '/'})")
    page.evaluate(
        """() => {
            const { delete: really } = CacheStorage.prototype;
            window.deletions = 0;
            CacheStorage.prototype.delete = async function (name) {
                await really.call(this, name);
                window.deletions += 1;
            };
        }"""
    )
    delete_all(page, words)
    # Once at first, and once when a worker of this site would have been removed.
    page.wait_for_function("() => window.deletions === 2")
    assert count_workers(page) == 1
