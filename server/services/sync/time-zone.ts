/**
 * Zones of countries that have a single one, and where accounting systems are sold. A guess from the country is right or absent; the
 * United States, Canada and Australia have several, so nothing is guessed there and the owner is asked.
 */
const zoneOfCountry: Record<string, string> = {
  AE: 'Asia/Dubai',
  AT: 'Europe/Vienna',
  BE: 'Europe/Brussels',
  CH: 'Europe/Zurich',
  CZ: 'Europe/Prague',
  DE: 'Europe/Berlin',
  DK: 'Europe/Copenhagen',
  FI: 'Europe/Helsinki',
  FR: 'Europe/Paris',
  GB: 'Europe/London',
  HK: 'Asia/Hong_Kong',
  IE: 'Europe/Dublin',
  IL: 'Asia/Jerusalem',
  IN: 'Asia/Kolkata',
  IT: 'Europe/Rome',
  JP: 'Asia/Tokyo',
  LU: 'Europe/Luxembourg',
  MY: 'Asia/Kuala_Lumpur',
  NL: 'Europe/Amsterdam',
  NO: 'Europe/Oslo',
  PH: 'Asia/Manila',
  PL: 'Europe/Warsaw',
  SE: 'Europe/Stockholm',
  SG: 'Asia/Singapore',
  ZA: 'Africa/Johannesburg',
};

/** The one zone of an ISO 3166 country, for a first guess that a person confirms; null when the country does not tell. */
export function guessTimeZone(country: string | null): string | null {
  return zoneOfCountry[country?.toUpperCase() ?? ''] ?? null;
}
