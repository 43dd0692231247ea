import type { Language } from '../language.ts';

export default {
  code: 'fr',
  name: 'Français',
  direction: 'ltr',
  launcher: {
    open: 'Poser une question',
    close: 'Fermer',
    failed: 'Le chat n’a pas pu être chargé.',
  },
  messages: {
    separator: ', ',
    quoted: '«\u00a0{quote}\u00a0»',

    conversation: 'Conversation',
    you: 'Votre question\u00a0:',
    editQuestion: 'Modifier la question',
    editLabel: 'Votre question modifiée',
    editDrops: 'À l’envoi, la suite est retirée, car elle s’appuie sur cette question.',
    cancel: 'Annuler',
    oneMoment: 'Un instant',
    askAbout: 'Posez vos questions sur',
    documents: { one: '{count} document', other: '{count} documents' },
    moreDocuments: { one: 'et {count} autre', other: 'et {count} autres' },
    promise: 'Chaque réponse est accompagnée de ses citations, reprises du texte mot pour mot.',
    starters: 'Questions pour commencer',
    questionLabel: 'Votre question',
    questionPlaceholder: 'Posez une question',
    send: 'Demander',
    stop: 'Arrêter',
    newConversation: 'Nouvelle conversation',
    sentTo: 'Les questions sont envoyées à {hosts} pour y répondre.',

    searching: 'Recherche dans les documents…',
    searchingLong: 'La recherche continue. Vous pouvez l’arrêter et poser la question autrement.',
    searchedFor: 'Recherche effectuée\u00a0: {question}',
    stopped: 'Arrêté.',

    found: 'Trouvé à {places} dans {title}.',
    foundInDocuments: 'Trouvé à {places} dans {documents}.',
    places: { one: '{count} endroit', other: '{count} endroits' },
    placesDocuments: { one: '{count} document', other: '{count} documents' },
    partly: 'Les documents répondent en partie à cette question.',
    byWordsAlone: 'Recherche par mots seulement. Le sens n’est comparé qu’en anglais.',
    unanswered: 'Sans réponse dans les documents\u00a0:',
    support: { partly: 'étayé en partie seulement', unsupported: 'absent des citations' },
    supportShown: { partly: 'en partie', unsupported: 'absent des citations' },
    showDoubts: '{support}\u00a0: afficher la raison',
    doubts: {
      'no-citation': 'La phrase n’indique aucune citation sur laquelle elle repose.',
      number: 'Un nombre, ou ce qu’il compte, ne figure pas dans les citations.',
      date: 'Une date ne figure pas dans les citations.',
      name: 'Un nom ne figure pas dans les citations.',
      negation: 'La phrase nie ce que disent les citations, ou dit ce qu’elles nient.',
      opposite: 'Les citations disent le contraire.',
      modality:
        'La phrase dit «\u00a0doit\u00a0» là où les citations disent «\u00a0peut\u00a0», ou l’équivalent.',
      link: 'Un lien qui ne figure pas dans les citations a été retiré.',
      meaning: 'Ce que dit la phrase est trop éloigné des citations.',
      language:
        'La phrase n’est pas dans la langue des citations\u00a0; seuls les nombres et les noms ont été comparés.',
    },
    doubtedFor: {
      'no-citation': 'aucune citation indiquée',
      number: 'nombre',
      date: 'date',
      name: 'nom',
      negation: 'négation',
      opposite: 'contraire',
      modality: 'pouvoir ou devoir',
      link: 'lien',
      meaning: 'sens',
      language: 'autre langue',
    },
    doubted: ' ({support})',
    doubtedBecause: ' ({support}\u00a0: {reasons})',
    quotedInstead: {
      'model-unavailable': 'La réponse n’a pas pu être rédigée\u00a0; voici des citations.',
      'model-slow': 'La rédaction de la réponse a pris trop de temps\u00a0; voici des citations.',
      'model-over-limit':
        'Aucune autre réponse ne peut être rédigée pour l’instant\u00a0; voici des citations.',
      'model-unusable':
        'Ce qui a été rédigé ne reposait pas sur le texte\u00a0; voici des citations.',
      'model-interrupted':
        'La réponse s’est interrompue avant d’avoir rien dit\u00a0; voici des citations.',
    },
    writtenInPart: 'La réponse s’est interrompue ici\u00a0; ce qui précède a été vérifié.',
    noticeDeclined: 'Seule la recherche l’indique\u00a0; aucune réponse n’a pu être rédigée.',
    quotes: 'Citations',
    notAnswered: 'Les documents ne répondent pas à cette question.',
    offTopic: 'Les documents ne traitent pas de ce sujet.',
    smallTalk: {
      greeting:
        'Bonjour. Posez une question sur les documents\u00a0; la réponse en cite des passages.',
      thanks: 'Je vous en prie. Posez d’autres questions quand vous voulez.',
      help: 'Posez une question sur les documents avec vos propres mots. La réponse en cite des passages, chacun avec l’endroit où il se trouve\u00a0; ce à quoi les documents ne répondent pas reste sans réponse.',
      farewell: 'Au revoir. Vous pouvez revenir poser une question à tout moment.',
      acknowledgement: 'Bien. Posez d’autres questions si un point reste ouvert.',
      identity:
        'Verbatim\u00a0: répond aux questions sur les documents et montre les citations sur lesquelles repose une réponse, mot pour mot.',
      empty: 'Ceci ne contient aucun mot. Posez une question sur les documents.',
    },
    closest: 'Passages les plus proches',
    page: 'page {page}',
    showInDocument: 'Afficher dans le document\u00a0:',
    openDocument: 'Afficher dans le document',
    showQuote: 'Citation {number}\u00a0: afficher dans le document',
    unfold: 'Afficher toute la citation',
    fold: 'Afficher moins',

    actions: 'À propos de cette réponse',
    copy: 'Copier la réponse',
    copied: 'Copié.',
    copyFailed: 'Le navigateur ne permet pas de copier ici. Sélectionnez plutôt le texte.',
    helpful: 'Utile',
    unhelpful: 'Pas utile',
    thanks: 'Merci pour votre avis.',
    feedbackFailed: 'L’envoi a échoué. Réessayez.',
    feedbackTooOften: 'C’était trop d’envois en peu de temps.',
    commentHelpful: 'Qu’est-ce qui vous a aidé\u00a0? (facultatif)',
    commentUnhelpful: 'Qu’est-ce qui était faux ou manquait\u00a0? (facultatif)',
    commentStored:
      'Votre commentaire et la question sont enregistrés pour le responsable de ce chat.',
    commentSend: 'Envoyer',
    commentSkip: 'Pas maintenant',
    sending: 'Envoi…',
    commentThanks: 'Merci. Votre commentaire a été envoyé.',
    askNext: 'À demander ensuite',
    askAgain: 'Redemander',
    tryAgain: 'Réessayer',
    tryAgainWhen: 'Vous pourrez réessayer {when}.',

    sourceText: 'Texte de {title}',
    sourceLoading: 'Ouverture du document…',
    sourcePosition: 'Citation {index} sur {count}',
    sourceGone: 'Le document ne peut pas être ouvert.',
    sourceChanged: 'Le document a changé depuis. Voici la version dont la citation est tirée.',
    sourceMismatch: 'La citation ne figure pas dans cette version du document.',
    previousQuote: 'Citation précédente',
    nextQuote: 'Citation suivante',
    openAsPage: 'Ouvrir dans une page',
    closeSource: 'Fermer la source',

    offline: 'Vous êtes hors ligne.',
    offlineDetail: 'La question sera posée de nouveau au retour de la connexion.',
    unreachable: 'Le serveur est injoignable.',
    unreachableDetail:
      'Vérifiez qu’il fonctionne et que vous êtes connecté au réseau, puis réessayez.',
    interrupted: 'La réponse s’est interrompue.',
    interruptedDetail: 'La connexion au serveur a été perdue avant que la réponse soit complète.',
    unexpected: 'Ce que le serveur a envoyé n’est pas une réponse.',
    unexpectedDetail:
      'Il a répondu avec le statut {status}. Réessayez, ou prévenez le responsable.',
    indexing: 'Les documents sont en cours d’indexation. La réponse suivra d’elle-même.',
    indexingProgress:
      'Les documents sont en cours d’indexation\u00a0: {done} sur {total}. La réponse suivra d’elle-même.',
    preparing: 'Les documents sont en cours d’indexation',
    preparingDetail: 'Vous pouvez déjà poser une question. La réponse suivra ensuite.',
    timedOut: 'Aucune réponse n’est arrivée à temps.',
    timedOutDetail:
      'Le serveur n’a rien envoyé pendant {duration}. Réessayez, ou posez la question autrement.',
    problems: {
      '/problems/invalid-request': {
        title: 'La demande n’est pas valable.',
        detail: 'Posez la question autrement, ou commencez une nouvelle conversation.',
      },
      '/problems/unsupported-media-type': {
        title: 'Le serveur ne comprend pas ce chat.',
        detail: 'Rechargez la page. Si cela persiste, prévenez le responsable.',
      },
      '/problems/not-acceptable': {
        title: 'Le serveur ne comprend pas ce chat.',
        detail: 'Rechargez la page. Si cela persiste, prévenez le responsable.',
      },
      '/problems/payload-too-large': {
        title: 'La demande est trop longue.',
        detail: 'Posez la question en moins de mots, ou commencez une nouvelle conversation.',
      },
      '/problems/not-found': {
        title: 'Il n’y a rien à cette adresse.',
        detail: 'Rechargez la page. Si cela persiste, prévenez le responsable.',
      },
      '/problems/method-not-allowed': {
        title: 'Le serveur ne comprend pas ce chat.',
        detail: 'Rechargez la page. Si cela persiste, prévenez le responsable.',
      },
      '/problems/not-ready': {
        title: 'Les documents sont encore en cours d’indexation.',
        detail: 'Réessayez dans un instant.',
      },
      '/problems/unauthorized': {
        title: 'L’autorisation de poser des questions manque ou a expiré.',
        detail:
          'Rechargez la page ou connectez-vous de nouveau. Si cela persiste, prévenez le responsable.',
      },
      '/problems/origin-not-allowed': {
        title: 'Cette page n’est pas autorisée à poser des questions ici.',
        detail: 'Prévenez son responsable.',
      },
      '/problems/link-not-valid': {
        title: 'Ce lien n’est plus valable.',
        detail: 'Posez la question de nouveau\u00a0; la réponse apportera de nouveaux liens.',
      },
      '/problems/too-many-requests': {
        title: 'Trop de questions pour l’instant.',
        detail: 'Vos questions restent affichées ici.',
      },
      '/problems/busy': {
        title: 'Trop de questions à la fois.',
        detail: 'D’autres personnes posent aussi des questions. Réessayez dans un instant.',
      },
      '/problems/unavailable': {
        title: 'La recherche dans les documents n’est pas possible pour l’instant.',
        detail: 'Réessayez. Si cela persiste, prévenez le responsable de ce chat.',
      },
      '/problems/internal': {
        title: 'Une erreur s’est produite sur le serveur.',
        detail: 'Réessayez. Si cela persiste, prévenez le responsable de ce chat.',
      },
    },
  },
} satisfies Language;
