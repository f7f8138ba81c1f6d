import { useTranslations } from 'use-intl';

/** Kinds that are worth a filter, with their names. */
export function useActivityKinds(): { value: string; label: string }[] {
  const t = useTranslations();
  return [
    { value: 'delivery.sent', label: t('o2.label.deliverySent') },
    { value: 'delivery.planned', label: t('o2.label.deliveryPlanned') },
    { value: 'delivery.cancelled', label: t('o2.label.deliveryCancelled') },
    { value: 'delivery.refused', label: t('o2.label.deliveryRefused') },
    { value: 'delivery.unknown', label: t('o2.label.deliveryUnknown') },
    { value: 'delivery.skipped', label: t('o2.label.deliverySkipped') },
    { value: 'delivery.moved', label: t('o2.label.deliveryMoved') },
    { value: 'delivery.held', label: t('o2.label.deliveryHeld') },
    { value: 'customer.replied', label: t('o2.label.customerReplied') },
    { value: 'invoice.imported', label: t('o2.label.invoiceImported') },
    { value: 'invoice.changed', label: t('o2.label.invoiceChanged') },
    { value: 'invoice.paid', label: t('o2.label.invoicePaid') },
    { value: 'invoice.marked-sent', label: t('o2.label.invoiceMarkedSent') },
    { value: 'rule.changed', label: t('o2.label.ruleChanged') },
    { value: 'reminders.on', label: t('o2.label.remindersOn') },
    { value: 'reminders.off', label: t('o2.label.remindersOff') },
    { value: 'write-back.done', label: t('o2.label.writeBackDone') },
    { value: 'write-back.failed', label: t('o2.label.writeBackFailed') },
    { value: 'sync.finished', label: t('o2.label.syncFinished') },
    { value: 'sync.checked', label: t('o2.label.syncChecked') },
    { value: 'sync.failed', label: t('o2.label.syncFailed') },
    { value: 'connection.paused', label: t('o2.label.connectionPaused') },
    { value: 'mute.set', label: t('o2.label.muteSet') },
    { value: 'promise.recorded', label: t('o2.label.promiseRecorded') },
    { value: 'promise.broken', label: t('o2.label.promiseBroken') },
    { value: 'dispute.opened', label: t('o2.label.disputeOpened') },
    { value: 'task.done', label: t('o2.label.taskDone') },
    { value: 'customer.email-requested', label: t('o2.label.emailRequested') },
    { value: 'signed-in', label: t('o2.label.signedIn') },
  ];
}
