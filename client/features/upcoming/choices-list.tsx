import { Button, Group, Text, Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { UpcomingChoice } from '../../../domain/api/upcoming.ts';
import { useFormats } from '../../ui/formats.ts';

interface ChoicesListProps {
  choices: UpcomingChoice[];
  editable: boolean;
  onTakeBack: (choice: UpcomingChoice) => void;
}

/** What people left out or moved, each with its way back. */
export function ChoicesList({ choices, editable, onTakeBack }: ChoicesListProps) {
  const t = useTranslations();
  const { day } = useFormats();
  if (choices.length === 0) return null;
  return (
    <section aria-labelledby="choices">
      <Title order={2} size="h4" id="choices" mt="xl" mb={4}>
        {t('w5.choices')}
      </Title>
      {choices.map((choice) => {
        const about = {
          number: choice.invoiceNumber ?? '–',
          customer: choice.customerName ?? t('w5.noCustomer'),
          days: choice.days,
          on: day(choice.onDate),
        };
        return (
          <Group key={`${choice.invoiceId} ${choice.stepId} ${choice.onDate}`} gap="sm" mb={4}>
            <Text size="sm">
              {choice.kind === 'moved' ? t('w5.choiceMoved', about) : t('w5.choiceSkipped', about)}
            </Text>
            {editable && (
              <Button
                size="compact-md"
                variant="default"
                aria-label={t('w5.takeBackOf', about)}
                onClick={() => onTakeBack(choice)}
              >
                {t('w5.takeBack')}
              </Button>
            )}
          </Group>
        );
      })}
    </section>
  );
}
