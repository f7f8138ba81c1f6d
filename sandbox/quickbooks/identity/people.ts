/** The two Intuit users of the sandbox. The second has not confirmed the e-mail address, so a sign-in must be refused. */
export interface Person {
  sub: string;
  email: string;
  emailVerified: boolean;
  givenName: string;
  familyName: string;
  phoneNumber: string;
}

export const PEOPLE: readonly Person[] = [
  {
    sub: '5b1e0c7a-2d4f-4a6e-9c10-7f3a1d2e4b5c',
    email: 'pat@alder.example',
    emailVerified: true,
    givenName: 'Pat',
    familyName: 'Moss',
    phoneNumber: '+1 5550100',
  },
  {
    sub: '8f20d4b6-91c3-4e57-8a2d-3b6c5e7f9a01',
    email: 'robin@alder.example',
    emailVerified: false,
    givenName: 'Robin',
    familyName: 'Vale',
    phoneNumber: '+1 5550101',
  },
];

export function findPerson(sub: string): Person | undefined {
  return PEOPLE.find((person) => person.sub === sub || person.email === sub);
}

export function fullName(person: Person): string {
  return `${person.givenName} ${person.familyName}`;
}
