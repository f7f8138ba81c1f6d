/** The Xero users of the sandbox. */
export interface Person {
  /** `xero_userid`: what an app should know a person by. */
  userId: string;
  sub: string;
  email: string;
  givenName: string;
  familyName: string;
}

export const PEOPLE: readonly Person[] = [
  {
    userId: '3f7c1d52-86a4-4b1e-9d20-5c8e7a1b4f60',
    sub: 'd1b4f0a27c6e5983a4e2b75c90f1d386',
    email: 'moana@harbourline.example',
    givenName: 'Moana',
    familyName: 'Reid',
  },
  {
    userId: 'a9e25c07-14fb-4d38-8b6a-e0d73c92514f',
    sub: '7a30c5be91d248f6b8e1406d2f95c7ea',
    email: 'owen@tarnandfell.example',
    givenName: 'Owen',
    familyName: 'Pike',
  },
];

export function findPerson(key: string): Person | undefined {
  return PEOPLE.find(({ userId, sub, email }) => [userId, sub, email].includes(key));
}

export function fullName(person: Person): string {
  return `${person.givenName} ${person.familyName}`;
}
