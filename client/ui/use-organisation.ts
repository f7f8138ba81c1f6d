import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { OrganisationJson } from '../../domain/api/organisations.ts';
import { organisationQuery } from '../api/read.ts';

/** The organisation on screen. The shell has read it before any page inside it is drawn. */
export function useOrganisation(): OrganisationJson {
  const { org } = useParams({ from: '/o/$org' });
  return useSuspenseQuery(organisationQuery(org)).data;
}
