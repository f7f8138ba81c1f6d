import { urlencoded, type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import { endpoints } from '../../../domain/api/endpoints.ts';
import { TextPreviewRequest } from '../../../domain/api/templates.ts';
import { Bug, Invalid } from '../../../domain/errors.ts';
import {
  createTemplate,
  deleteTemplate,
  saveTemplateTexts,
} from '../../services/templates/change.ts';
import {
  listTemplateChoices,
  listTemplatePage,
  readTemplate,
} from '../../services/templates/list.ts';
import { previewText } from '../../services/templates/preview-text.ts';
import { previewMessage } from '../../services/templates/preview.ts';
import { sendTest } from '../../services/templates/send-test.ts';
import type { Member } from '../../services/context.ts';
import { sendMessagePage } from '../message-page.ts';
import { memberOf, route, type Api } from '../route.ts';
import { ownPageOnly, signedIn } from '../session.ts';

export function templateRoutes(api: Api): void {
  route(api, 'GET /o/:org/templates', ({ ctx, member, query }) =>
    listTemplatePage(ctx, member, query),
  );
  route(api, 'POST /o/:org/templates', ({ ctx, member, body }) =>
    createTemplate(ctx, member, body),
  );
  route(api, 'GET /o/:org/templates/choices', ({ ctx, member }) =>
    listTemplateChoices(ctx, member),
  );
  previewRoutes(api);
  route(api, 'POST /o/:org/templates/test', ({ ctx, member, body }) => sendTest(ctx, member, body));
  route(api, 'GET /o/:org/templates/:template', ({ ctx, member, params }) =>
    readTemplate(ctx, member, params.template),
  );
  route(api, 'PUT /o/:org/templates/:template', ({ ctx, member, params, body }) =>
    saveTemplateTexts(ctx, member, params.template, body),
  );
  route(api, 'DELETE /o/:org/templates/:template', ({ ctx, member, params }) =>
    deleteTemplate(ctx, member, params.template),
  );
}

function previewRoutes(api: Api): void {
  route(api, 'GET /o/:org/templates/preview', ({ ctx, member, query }) =>
    previewMessage(ctx, member, query),
  );
  route(api, 'POST /o/:org/templates/preview', ({ ctx, member, body }) =>
    previewText(ctx, member, body),
  );
  const path = '/o/:org/templates/preview/frame';
  api.router.get(path, signedIn(api.ctx), async (request, response) => {
    const member = await getMember(api, request, response);
    const query = endpoints['GET /o/:org/templates/preview'].query.parse(request.query);
    sendMessagePage(response, (await previewMessage(api.ctx, member, query)).html);
  });
  // A frame takes no JSON: the page sends the same request as a form, whose answer the frame shows by its own policy (ux 10.2).
  const form = [urlencoded({ limit: '1mb', extended: false }), tokenFromForm];
  const guards = [signedIn(api.ctx), ...form, ownPageOnly(api.ctx)];
  api.router.post(path, guards, async (request: Request, response: Response) => {
    const member = await getMember(api, request, response);
    const wanted = parsePreview(fieldOf(request, 'request'));
    const { message } = await previewText(api.ctx, member, wanted);
    sendMessagePage(response, message?.html ?? '');
  });
}

/** A form cannot set a header; its token is checked by the same guard all the same. */
const tokenFromForm: RequestHandler = (request, _response, next) => {
  const token = fieldOf(request, 'token');
  if (token !== '') request.headers['x-csrf-token'] = token;
  next();
};

function parsePreview(json: string): z.output<typeof TextPreviewRequest> {
  const { success, data } = TextPreviewRequest.safeParse(parseJson(json));
  if (!success) throw new Invalid('request.invalid', 'the form is not a request for a preview');
  return data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function fieldOf(request: Request, name: string): string {
  const value = (request.body as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' ? value : '';
}

async function getMember(api: Api, request: Request, response: Response): Promise<Member> {
  const member = await memberOf(api.ctx, request, response);
  if (!member) throw new Bug('route.no-organisation', 'this address names an organisation');
  return member;
}
