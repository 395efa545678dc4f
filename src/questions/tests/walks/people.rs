//! Who walks, and where: a salon of its own for each walk.

use std::path::Path;
use std::sync::OnceLock;

use super::super::*;
use super::discord::Discord;
use crate::config::ApiUrl;
use crate::discord::Rest;
use crate::ids::GuildId;

/// What a look at a step came to: a fault in words, if any.
pub(super) type Found = std::result::Result<(), String>;

/// Everybody: two members, a mentor who asks, too, two more mentors, the owner, a stranger.
pub(super) const PEOPLE: [i64; 7] = [1, 2, 11, 12, 13, 70, 9];
/// Those who are mentors, but for the one who is not always.
const MENTORS: [i64; 4] = [11, 12, 13, 70];
/// Loses the role at times.
pub(super) const FICKLE: i64 = 13;
pub(super) const OWNER: i64 = 70;

pub(super) struct Walk {
    pub(super) app: Arc<App>,
    folder: tempfile::TempDir,
    pub(super) discord: Discord,
    /// Number 13 is a mentor now.
    pub(super) has_role: bool,
    pub(super) drafts: Vec<DraftId>,
    pub(super) said: Option<Said>,
    /// The statement that writes out every table, and what it came to last.
    pub(super) dump: (String, String),
}

/// A salon as it begins, as a file: members and a plan, no question.
pub(super) async fn template() -> Vec<u8> {
    let salon = Salon::start(ChannelKind::Text).await;
    for user in [2, 11] {
        salon.grants(user).await;
    }
    // Number 1 stays for good.
    let gift = Gift {
        plan: "standard".into(),
        user: UserId(1),
        is_bot: false,
        is_in_server: None,
        shown: None,
        months: None,
        is_endless: true,
        paid_yen: None,
        method: None,
        source: None,
        giver: None,
        answer: None,
    };
    grant(&salon.app, &owner(), &gift).await.unwrap();
    salon.app.db.close().await;
    std::fs::read(crate::db::path(salon.folder.path())).unwrap()
}

impl Walk {
    pub(super) async fn begin(template: &[u8], (is_forum, may_read): (bool, bool)) -> Self {
        // What is tried here has nothing to do with the disk, which is slow.
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() {
            tempfile::tempdir_in(memory).unwrap()
        } else {
            tempfile::tempdir().unwrap()
        };
        std::fs::write(crate::db::path(folder.path()), template).unwrap();
        let mut config = Config::default();
        config.channels.questions = Some(ChannelId(500));
        config.channels.log = Some(ChannelId(501));
        config.channels.confidential = Some(ChannelId(502));
        config.discord.guild = Some(GuildId(400));
        config.discord.message_content = may_read;
        let start = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let db = Db::open(folder.path()).await.unwrap();
        let app = App::new(config, db, Clock::fixed(start));
        let kind = if is_forum {
            ChannelKind::Forum
        } else {
            ChannelKind::Text
        };
        set_channel_kind(&app, ChannelId(500), kind).await.unwrap();
        let text = ChannelKind::Text;
        set_confidential_kind(&app, ChannelId(502), text)
            .await
            .unwrap();
        let mut walk = Self {
            discord: Discord::default(),
            has_role: true,
            drafts: Vec::new(),
            said: None,
            dump: (super::promises::dump_statement(&app).await, String::new()),
            app,
            folder,
        };
        walk.dump.1 = walk.dumped().await;
        walk
    }

    /// Stops and starts again on the same folder.
    pub(super) async fn restart(&mut self) {
        self.app.db.close().await;
        let db = Db::open(self.folder.path()).await.unwrap();
        let clock = Clock::fixed(self.app.now());
        self.app = App::new(self.app.config.clone(), db, clock);
        outbox::recover(&self.app).await.unwrap();
    }

    pub(super) fn is_mentor(&self, user: UserId) -> bool {
        MENTORS.contains(&user.0) && (user.0 != FICKLE || self.has_role)
    }

    pub(super) fn actor(&self, user: UserId) -> Actor {
        Actor {
            user,
            lang: Lang::Ja,
            is_mentor: self.is_mentor(user),
            is_owner: user.0 == OWNER,
        }
    }

    pub(super) fn colleague(&self, user: UserId) -> Colleague {
        Colleague {
            user,
            is_mentor: self.is_mentor(user),
        }
    }
}

/// Nobody answers there: what is tried here asks Discord nothing.
pub(super) fn nobody() -> &'static Rest {
    static NOBODY: OnceLock<Rest> = OnceLock::new();
    NOBODY.get_or_init(|| {
        let url = ApiUrl::try_from("http://127.0.0.1:9/api/v10".to_owned()).unwrap();
        Rest::new(crate::discord::client().unwrap(), url, "none").unwrap()
    })
}
