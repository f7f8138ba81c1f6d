import { setNonce } from 'get-nonce';

/** The nonce of this page, for the few style elements that the kit writes itself (ux 10.2). The property: the attribute reads empty. */
export const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';

// The scroll lock of dialogs takes it from here.
setNonce(nonce);
