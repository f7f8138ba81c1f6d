/** What every request needs from the person's session: the token against forged requests and the language for answers. */
export const session = { csrfToken: '', language: 'en' };
