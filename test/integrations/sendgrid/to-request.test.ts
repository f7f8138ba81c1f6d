import { describe, expect, it } from '@jest/globals';
import { toRequest } from '../../../integrations/sendgrid/to-request.ts';
import { makeMessage } from '../../support/make-message.ts';

describe('a request to SendGrid', () => {
  const { body } = toRequest(makeMessage());

  it('carries opaque ids and nothing personal as custom arguments', () => {
    expect(body.custom_args).toEqual({
      delivery_id: makeMessage().key,
      org: makeMessage().organisationId,
    });
    expect(body).not.toHaveProperty('categories');
  });

  it('sets headers from a fixed list only', () => {
    expect(Object.keys(body.headers).sort()).toEqual([
      'Auto-Submitted',
      'Content-Language',
      'In-Reply-To',
      'Message-ID',
      'References',
      'X-Dunlin-Delivery',
    ]);
  });

  it('leaves links and pictures untouched', () => {
    expect(body.tracking_settings).toEqual({
      click_tracking: { enable: false },
      open_tracking: { enable: false },
    });
  });

  it('leaves out empty lists, which the API refuses', () => {
    expect(body).not.toHaveProperty('attachments');
    expect(body.personalizations).toEqual([{ to: [{ email: 'anna@customer.example' }] }]);
    expect(toRequest(makeMessage({ replyTo: null })).body).not.toHaveProperty('reply_to');
  });
});
