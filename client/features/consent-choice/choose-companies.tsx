import '@mantine/core/styles/List.css';
import { Alert, Button, List, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ChoosableCompany, ChosenJson } from '../../../domain/api/consent-choice.ts';
import { isChoosable } from '../../../domain/company-state.ts';
import { folded } from '../../ui/folded.ts';
import { useFormats } from '../../ui/formats.ts';
import { useChange } from '../../ui/use-change.ts';
import { CompanyBoxes } from './company-boxes.tsx';
import { OtherCompanies } from './other-companies.tsx';
import { useStateWords } from './state-words.ts';

/** More than these get a search field. */
const FEW = 10;

interface ChooseCompaniesProps {
  choice: string;
  companies: ChoosableCompany[];
}

/** The companies that can be chosen, with boxes; the others below, with why not. */
export function ChooseCompanies({ choice, companies }: ChooseCompaniesProps) {
  const t = useTranslations();
  const choosable = companies.filter(({ state }) => isChoosable(state));
  const [chosen, setChosen] = useState(choosable.length === 1 ? choosable.map(({ id }) => id) : []);
  const [missing, setMissing] = useState(false);
  const [words, setWords] = useState('');
  const { connect, left } = useConnect();
  const found = (all: ChoosableCompany[]) => all.filter(({ name }) => matches(name, words));
  const others = companies.filter(({ state }) => !isChoosable(state));
  const submit = () => {
    // What somebody else took meanwhile is no longer in the list.
    const companyIds = chosen.filter((id) => choosable.some((one) => one.id === id));
    setMissing(companyIds.length === 0);
    // The boxes are to be seen where they are asked for.
    if (companyIds.length === 0) setWords('');
    else connect.mutate({ params: { choice }, body: { companyIds } });
  };
  if (left) return <Refused answer={left} />;
  return (
    <>
      {connect.data && <RefusedNote refused={connect.data.refused} />}
      {companies.length > FEW && (
        <TextInput
          type="search"
          label={t('a2.choose.search')}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      {choosable.length === 0 && <Text>{t('a2.choose.none')}</Text>}
      {found(companies).length === 0 && <Text>{t('a2.choose.noMatch')}</Text>}
      {choosable.length > 0 && (
        <>
          {found(choosable).length > 0 && (
            <CompanyBoxes
              companies={found(choosable)}
              chosen={chosen}
              missing={missing && chosen.length === 0}
              onChange={setChosen}
            />
          )}
          <Button size="md" loading={connect.isPending} onClick={submit}>
            {t('a2.choose.connect', { count: chosen.length })}
          </Button>
        </>
      )}
      <OtherCompanies companies={found(others)} />
    </>
  );
}

/** Goes on to the organisation, or to all of them; stays when something was refused, and tells what. */
function useConnect() {
  const navigate = useNavigate();
  const [left, setLeft] = useState<ChosenJson | null>(null);
  const connect = useChange('POST /consent-choices/:choice', {
    refresh: ['GET /me', 'GET /consent-choices/:choice'],
    onDone: (answer) => {
      if (answer.refused.length === 0) return void goOn(navigate, answer);
      if (answer.organisations.length > 0) setLeft(answer);
    },
  });
  return { connect, left };
}

function goOn(navigate: ReturnType<typeof useNavigate>, { organisations }: ChosenJson) {
  const [only, ...others] = organisations;
  if (only && others.length === 0)
    return navigate({ to: '/o/$org/sync', params: { org: only.id } });
  return navigate({ to: '/orgs' });
}

/** Some were connected, and some not: the person reads that before going on. */
function Refused({ answer }: { answer: ChosenJson }) {
  const t = useTranslations();
  const { list } = useFormats();
  const navigate = useNavigate();
  const names = answer.organisations.map(({ name }) => name || t('a2.choose.unnamed'));
  return (
    <>
      <RefusedNote refused={answer.refused} />
      <Text>{t('a2.choose.connected', { names: list(names) })}</Text>
      <Button size="md" onClick={() => void goOn(navigate, answer)}>
        {t('a2.choose.goOn')}
      </Button>
    </>
  );
}

function RefusedNote({ refused }: Pick<ChosenJson, 'refused'>) {
  const t = useTranslations();
  const words = useStateWords();
  if (refused.length === 0) return null;
  return (
    <Alert color="red" variant="outline" role="alert" title={t('a2.choose.refusedTitle')}>
      <List>
        {refused.map(({ name, state }) => (
          <List.Item key={name}>
            {t('a2.choose.refused', {
              name: name || t('a2.choose.unnamed'),
              why: words({ state, organisation: null }),
            })}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function matches(name: string, words: string): boolean {
  return folded(name).includes(folded(words.trim()));
}
