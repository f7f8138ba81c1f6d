import type { JsonObject } from '../../../kit/json.ts';
import { Invalid } from '../../books/problems.ts';
import type { Call } from '../call.ts';
import { faults } from '../faults.ts';

/**
 * Writes every element. With `summarizeErrors=false` each carries its own outcome inside a 200; otherwise one that fails makes
 * the whole call a ValidationException; whether the others were written then is not documented, here they are (facts: Xero 2.4).
 */
export function writeElements(
  call: Call,
  wrapper: string,
  elements: JsonObject[],
  write: (element: JsonObject) => () => JsonObject,
): void {
  const asked = call.option('summarizeErrors');
  const isSummarized = asked === '' ? call.box.knobs.summarizeErrors : asked !== 'false';
  const outcomes = elements.map((element) => outcomeOf(element, write));
  const failed = outcomes.filter(({ messages }) => messages.length > 0);
  if (isSummarized && failed.length > 0)
    throw faults.validation(failed.map(({ element, messages }) => withErrors(element, messages)));
  call.answer({
    [wrapper]: outcomes.map(({ element, messages, show }) => {
      if (!show) return { ...withErrors(element, messages), StatusAttributeString: 'ERROR' };
      return isSummarized ? show() : { ...show(), StatusAttributeString: 'OK' };
    }),
  });
}

interface Outcome {
  element: JsonObject;
  messages: string[];
  show?: () => JsonObject;
}

function outcomeOf(element: JsonObject, write: (element: JsonObject) => () => JsonObject): Outcome {
  try {
    return { element, messages: [], show: write(element) };
  } catch (error) {
    if (error instanceof Invalid) return { element, messages: error.messages };
    throw error;
  }
}

function withErrors(element: JsonObject, messages: string[]): JsonObject {
  return {
    ...element,
    HasErrors: true,
    HasValidationErrors: true,
    ValidationErrors: messages.map((Message) => ({ Message })),
  };
}
