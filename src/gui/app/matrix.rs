//! The matrix: what is done in it.

use super::App;
use crate::gui::command::View;
use crate::gui::matrix::{CellState, MatrixAction, RowKey, cell_id};

impl App {
    /// Brings the matrix up to date. To be called in every turn.
    pub(super) fn tend_matrix(&mut self) {
        if self.view == View::Matrix
            && let Some(session) = &self.session
        {
            self.matrix.tend(session);
        }
    }

    /// Brings it up to date and puts the keyboard into it.
    pub(super) fn enter_matrix(&mut self) {
        self.tend_matrix();
        let (row, column) = self.matrix.cell().unwrap_or((0, 0));
        self.matrix.go(row, column);
        self.keyboard = self.matrix.cell().map(|(row, column)| cell_id(row, column));
    }

    pub(super) fn matrix_action(&mut self, action: MatrixAction) {
        let state = &mut self.matrix;
        match action {
            MatrixAction::Kind(kind) => {
                state.kind = kind;
                state.arrange();
            }
            MatrixAction::Only(only) => {
                state.only = only;
                state.arrange();
            }
            MatrixAction::Order(order) => {
                state.order = order;
                state.arrange();
            }
            MatrixAction::Query(query) => {
                state.query = query;
                state.arrange();
            }
            MatrixAction::Go(row, column) => {
                state.go(row, column);
                self.keyboard = Some(cell_id(row, column));
            }
            MatrixAction::Open(row, column) => self.open_cell(row, column),
            MatrixAction::Absent(row, column) => self.set_absent(row, column),
        }
    }

    /// Shows a cell's words in Read, beside those with which they are compared.
    fn open_cell(&mut self, row: usize, column: usize) {
        self.matrix.go(row, column);
        let Some(of) = self.matrix.row(row) else { return };
        let Some(place) = of.cells.get(column).and_then(|cell| cell.places.first()).cloned() else { return };
        let article = self.session.as_ref().and_then(|s| s.story().articles.get(column).cloned());
        let Some(article) = article else { return };
        let mut places = vec![(article.id.clone(), place.span)];
        places.extend(of.stated.clone().filter(|stated| *stated != places[0]));
        self.set_view(View::Read);
        self.show_places(&places);
        self.read.selected = Some(place.id);
        self.keyboard = Some(crate::gui::read::text_id(self.read.focus));
    }

    /// Says that an article does not have it, or takes that back.
    fn set_absent(&mut self, row: usize, column: usize) {
        let Some(session) = &self.session else { return };
        let Some(of) = self.matrix.row(row) else { return };
        let (Some(cell), Some(article)) = (of.cells.get(column), session.story().articles.get(column)) else {
            return;
        };
        let plain = |deed| (None, deed);
        let deed = match (&of.key, cell.state) {
            (RowKey::Cluster(id), CellState::NotFound) => {
                session.verbs().clear_absent(id, &article.id).map(plain)
            }
            (RowKey::Cluster(id), _) => session.verbs().set_absent(id, &article.id, "").map(plain),
            (RowKey::Alone(id), _) => {
                session.verbs().set_absent_alone(id, &article.id).map(|(id, deed)| (Some(id), deed))
            }
        };
        let made = deed.as_ref().ok().and_then(|(made, _)| made.clone());
        self.try_deed(Some(deed.map(|(_, deed)| deed)));
        self.tend_matrix();
        if let Some(id) = made {
            self.matrix.current = Some((RowKey::Cluster(id), column));
        }
        if let Some((row, column)) = self.matrix.cell() {
            self.matrix_action(MatrixAction::Go(row, column));
        }
    }

    /// The same for the current cell.
    pub(super) fn set_current_absent(&mut self) {
        if let Some((row, column)) = self.matrix.cell() {
            self.set_absent(row, column);
        }
    }
}
