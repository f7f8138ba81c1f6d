import { Text, Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { FindingJson } from '../../../../domain/api/rules.ts';
import { FindingLine, ShowLink } from '../finding-line.tsx';
import findingClasses from '../findings.module.css';
import { useSectionNames } from './sections.ts';

interface PreviewFindingsProps {
  findings: readonly FindingJson[];
  onShow: (finding: FindingJson) => void;
}

/** What the linter says about the draft, each with a way to the field. */
export function PreviewFindings({ findings, onShow }: PreviewFindingsProps) {
  const t = useTranslations();
  const names = useSectionNames();
  return (
    <div>
      <Title order={2} size="h4">
        {t('r2.warnings')}
      </Title>
      {findings.length === 0 && <Text c="dimmed">{t('r2.noWarnings')}</Text>}
      <ul className={findingClasses.findings}>
        {findings.map((finding) => (
          <FindingLine
            key={`${finding.code} ${finding.otherId} ${finding.field} ${finding.ruleId}`}
            finding={{ ...finding, ruleName: null }}
            action={
              finding.section && (
                <ShowLink
                  label={t('r2.showIn', { section: names[finding.section] })}
                  onShow={() => onShow(finding)}
                />
              )
            }
          />
        ))}
      </ul>
    </div>
  );
}
