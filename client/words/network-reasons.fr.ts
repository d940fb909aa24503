import type { NetworkReason } from '../../shared/network-reason.ts';

/** Why a network did not do what was asked, and what to do about it. */
const codes: Readonly<Record<NetworkReason, string>> = {
  unreachable: 'Le réseau ne répond pas.',
  limit: 'Trop d’envois pour l’instant : le réseau demande d’attendre.',
  down: 'Le réseau est en panne.',
  'not-connected': 'Ce canal n’est pas connecté : voyez les réglages.',
  token: 'Le mot de passe ou le jeton n’est plus valable : reconnectez le canal dans les réglages.',
  application: 'Le réseau ne reconnaît pas l’application de ce compte : reconnectez le canal dans les réglages.',
  'not-permitted': 'Le jeton ne permet pas de publier : reconnectez le canal avec les bons droits.',
  suspended: 'Le compte est suspendu, bloqué ou supprimé.',
  credits: 'Le réseau demande d’abord un paiement.',
  'too-long': 'Trop long pour ce réseau.',
  'no-words': 'Ce réseau refuse un post sans texte.',
  'too-many-photos': 'Trop de photos pour ce réseau.',
  'alt-too-long': 'Un texte alternatif est trop long pour ce réseau.',
  photo: 'Le réseau refuse cette photo.',
  'photo-missing': 'La photo n’est pas arrivée sur le serveur.',
  duplicate: 'Le réseau a déjà ce texte mot pour mot sur ce compte.',
  'reply-refused': 'Le réseau n’accepte pas de réponse à ce post.',
  gone: 'Ce qu’il fallait modifier ou suivre n’y est plus.',
  'not-found': 'On ne retrouve pas lequel de vos posts c’est : supprimez-le sur le compte, puis dites-le ici.',
  'same-account': 'C’est ce compte-là qui l’a publié : on ne relaie que depuis un autre.',
  'not-seen': 'Le serveur de ce compte ne voit pas ce post : il est privé, ou les deux serveurs ne se parlent pas.',
  refused: 'Le réseau refuse.',
  timeout: 'Pas de réponse à temps.',
  cut: 'La liaison a été coupée avant la réponse.',
  'server-error': 'Le serveur du réseau a eu une erreur pendant l’envoi.',
  'odd-answer': 'Le réseau a répondu autre chose que prévu.',
  'wrong-host': 'Ce serveur n’est pas de ce réseau : vérifiez l’adresse du canal.',
  'private-address': 'Cette adresse n’est pas publique : vérifiez l’adresse du canal.',
  redirected: 'L’adresse du réseau renvoie ailleurs : vérifiez l’adresse du canal.',
  'plain-http': 'L’adresse du réseau n’est pas chiffrée : il faut https.',
  restart: 'Le serveur de Régie s’est arrêté pendant l’envoi.',
};

export const fr = { codes };
