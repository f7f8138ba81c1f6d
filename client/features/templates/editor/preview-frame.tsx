import { useEffect, useId, useRef } from 'react';
import type { BodyOf } from '../../../../domain/api/endpoints.ts';
import { addressOf } from '../../../api/call.ts';
import { session } from '../../../api/session.ts';
import classes from './editor.module.css';

interface PreviewFrameProps {
  org: string;
  request: BodyOf<'POST /o/:org/templates/preview'>;
  title: string;
  width: 'desktop' | 'phone';
}

/**
 * A message that is saved nowhere, in a frame without rights. Sent as a form into the frame, because only an answer of the server has a
 * policy of its own (ux 10.2). A new frame each time, so that "back" does not walk through previews.
 */
export function PreviewFrame({ org, request, title, width }: PreviewFrameProps) {
  const form = useRef<HTMLFormElement>(null);
  const wanted = JSON.stringify(request);
  const name = `${useId()}-${hashOf(wanted)}`;
  useEffect(() => form.current?.submit(), [name]);
  return (
    <>
      <form
        ref={form}
        method="post"
        target={name}
        action={addressOf('/o/:org/templates/preview/frame', { params: { org } })}
        hidden
      >
        <input type="hidden" name="token" value={session.csrfToken} />
        <input type="hidden" name="request" value={wanted} />
      </form>
      <iframe
        key={name}
        name={name}
        sandbox=""
        className={classes.frame}
        data-width={width}
        title={title}
        lang={request.language}
      />
    </>
  );
}

/** Tells two texts apart well enough for the name of a frame. */
function hashOf(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1)
    hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}
