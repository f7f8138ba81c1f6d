import type { Browser } from '../../support/browser.ts';
import type { World } from '../../integrations/xero/world.ts';

/** To Xero's consent page and back, as somebody who agrees there. */
export async function consentAtXero(
  xero: World,
  browser: Browser,
  answer: { tenantId?: string; tenantIds?: string[]; person?: string; approve?: boolean },
  query = 'intent=connect',
): Promise<string> {
  const started = await browser.send(`/connect/xero/start?${query}`);
  const url = started.headers.get('location') ?? '';
  const { location } = await xero.sandbox.admin.consent({ url, ...answer });
  const { pathname, search } = new URL(location);
  const back = await browser.send(pathname + search);
  const { body } = await browser.json<{ csrfToken?: string }>('/me');
  browser.csrfToken = body.csrfToken ?? '';
  return back.headers.get('location') ?? '';
}
