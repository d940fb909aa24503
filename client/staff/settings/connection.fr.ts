import { plural } from '../../words/plural.ts';

export const fr = {
  title: 'Compte du réseau',
  chips: {
    none: 'pas connecté',
    unreadable: 'à reconnecter',
    attention: 'à reconnecter',
    connected: 'connecté',
  },
  unseen: 'Connexion : il faut le réseau pour la voir.',
  offline: 'Il faut le réseau : connecter, tester et déconnecter se font avec le serveur.',
  rehearsal:
    'Répétition : aucun compte n’est joignable d’ici, par construction. Le serveur ne garde aucun compte pour une répétition et ne peut en appeler aucun. Connectez vos comptes dans les réglages du vrai événement.',
  saveFirst: 'Enregistrez le canal, puis connectez son compte ici.',
  none: 'Aucun compte n’est connecté : ce qui doit partir par ce canal attend, puis demande une décision dans « À voir ».',
  unreadable:
    'Les identifiants gardés ne sont plus lisibles : la clé du serveur a changé. Donnez-les de nouveau, tout repart.',
  attention: 'Le dernier envoi n’est pas passé.',
  as: (account: string, host: string) => `Vous publiez en tant que ${account}, sur ${host}.`,
  profile: 'Voir le compte',
  checked: (when: string) => `Vérifié ${when}.`,
  at: (hour: string) => `à ${hour}`,
  on: (day: string) => `le ${day}`,
  limits: 'Ce que ce compte accepte',
  length: (count: number) => `${count.toLocaleString('fr')} caractères`,
  photos: (count: number) => `${count} ${plural(count, 'photo', 'photos')}`,
  alt: (count: number) => `texte alternatif de ${count.toLocaleString('fr')} caractères`,
  isOff: 'Ce canal est débranché : rien n’y part.',
  turnOn: 'Brancher ce canal',
  test: 'Tester sans rien publier',
  testing: 'Test en cours…',
  tested: 'Le compte répond. Rien n’a été publié.',
  connect: 'Connecter',
  connecting: 'Vérification du compte…',
  connected: (account: string) => `Connecté : ${account}. Rien n’a été publié.`,
  mendSays: (network: string) => `Connecter ${network}`,
  open: 'Connecter un compte',
  reconnect: 'Reconnecter',
  another: 'Connecter un autre compte',
  disconnect: 'Déconnecter',
  disconnectAsk: (account: string) => `Déconnecter ${account} ?`,
  disconnectWhy:
    'Le serveur oublie les identifiants. Ce qui doit partir par ce canal ne partira pas ; ce qui est publié reste.',
  keep: 'Garder',
  disconnected: 'Déconnecté : le serveur a oublié les identifiants.',
  kept: 'Ce que vous tapez va au serveur, qui le chiffre. Ce téléphone n’en garde rien et ne le remontrera pas.',
  retryAt: (hour: string) => `Le réseau demande d’attendre : réessayez à ${hour}.`,
  fields: {
    identifier: { label: 'Nom du compte', hint: 'Par exemple mt180.bsky.social' },
    password: {
      label: 'Mot de passe d’application',
      hint: 'Jamais celui du compte : un mot de passe d’application ne sert qu’à Régie et se retire à tout moment.',
    },
    service: { label: 'Serveur (facultatif)', hint: 'Vide : bsky.social. À remplir si votre compte vit ailleurs.' },
    server: { label: 'Serveur', hint: 'Par exemple mastodon.social, ou l’adresse entière du compte.' },
    token: {
      label: 'Jeton d’accès',
      hint: 'Préférences, Développement, Nouvelle application, avec les droits read, write:statuses et write:media.',
    },
    accessToken: {
      label: 'Jeton d’accès',
      hint: 'Droits : tweet.write, tweet.read, users.read, media.write, offline.access.',
    },
    refreshToken: {
      label: 'Jeton de renouvellement (facultatif)',
      hint: 'Sans lui, la connexion dure deux heures.',
    },
    clientId: { label: 'Identifiant de l’application (facultatif)', hint: 'Demandé pour renouveler le jeton.' },
    clientSecret: {
      label: 'Secret de l’application (facultatif)',
      hint: 'Seulement si votre application en a un.',
    },
  },
  notAppPassword:
    'Cela ne ressemble pas à un mot de passe d’application (quatre groupes de quatre). Ne donnez pas celui du compte.',
  troubles: {
    token: 'Le réseau n’accepte pas ce mot de passe ou ce jeton : recopiez-le, ou créez-en un autre.',
    'not-permitted': 'Ce jeton ne permet pas de publier : créez-en un autre avec les droits demandés.',
  },
  signIn: 'Se connecter sur ce serveur',
  signInWhy:
    'La page de votre serveur s’ouvre : vous y autorisez Régie, puis vous revenez ici. Régie ne voit jamais votre mot de passe.',
  signingIn: 'Ouverture de la page du serveur…',
  byToken: 'J’ai déjà un jeton d’accès',
  bySignIn: 'Sans jeton : se connecter sur le serveur',
  back: {
    title: 'Connexion d’un compte',
    busy: 'Vérification du compte…',
    failed: 'Le compte n’est pas connecté.',
    denied: 'Régie n’a pas été autorisée sur le serveur. Rien n’a changé.',
    expired:
      'Cette connexion a déjà servi, a plus de dix minutes, ou n’a pas commencé sur cet appareil. Regardez le canal : si le compte n’y est pas, recommencez.',
    signedOut:
      'Ce navigateur n’est pas relié à Régie, et la connexion s’arrête ici. Rouvrez Régie là où vous avez commencé, et donnez un jeton d’accès à la place.',
    again: 'Réessayer',
    toApp: 'Ouvrir Régie',
    toChannels: 'Revenir aux canaux',
  },
  unread: 'Ceci n’est pas lisible : vérifiez ce qui est tapé.',
  give: {
    bluesky: 'Créer un mot de passe d’application',
    mastodon: 'Créer un jeton sur ce serveur',
    x: 'Ouvrir l’espace développeur de X',
  },
  choices: {
    threads: 'Les posts d’un fil',
    answers: 'se répondent l’un à l’autre',
    numbered: 'seuls, numérotés « 1/3 »',
  },
};
